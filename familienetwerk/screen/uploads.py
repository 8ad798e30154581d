"""A file that is too large is not taken in at all, while the rest of the form is read on."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class NoMoreThan(FileUploadHandler):
    """First of the handlers: counts what comes in, of all files of a request together."""

    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > settings.DOCUMENT_MAX_BYTES:
            self.request.left_a_file_unread = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


def was_too_large(request: HttpRequest) -> bool:
    """Some file of this request was left unread; asked after the form was read."""
    return getattr(request, "left_a_file_unread", False)
