"""What is locked opens only with its key, in its own place, and whole."""

import io
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familienetwerk.cipher import files, values
from familienetwerk.cipher.keys import Key, data_keys, look_up_keys
from familienetwerk.cipher.values import CannotOpen, Place, key_id_of, lock, marks_of, unlock

HERE = Place("cases_bsn", 7, "number")
OLD, NEW = ("oud", b"\1" * 32), ("nieuw", b"\2" * 32)


def test_a_known_answer_of_aes_256_gcm(settings):
    """Test case 16 of the specification by McGrew and Viega, which NIST took over."""
    secret = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    settings.DATA_KEYS = [("nist", secret)]
    place = SimpleNamespace(name=bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
    locked = bytes.fromhex(
        "01046e697374"
        "cafebabefacedbaddecaf888"
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
    )

    assert unlock(locked, place).hex() == (
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )


def test_a_known_answer_of_hmac_sha_256(settings):
    """RFC 4231, test case 1."""
    settings.LOOKUP_KEYS = [("rfc", b"\x0b" * 20)]

    assert marks_of("Hi There")[0].hex() == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"


@given(st.binary(max_size=300))
def test_what_was_locked_opens(plain: bytes):
    assert unlock(lock(plain, HERE), HERE) == plain


@pytest.mark.parametrize(
    "elsewhere", [Place("cases_bsn", 8, "number"), Place("cases_bsn", 7, "other"), Place("documents_file", 7, "number")]
)
def test_it_opens_nowhere_else(elsewhere: Place):
    with pytest.raises(CannotOpen):
        unlock(lock(b"999990019", HERE), elsewhere)


def test_any_change_shows():
    locked = lock(b"999990019", HERE)

    for position in range(len(locked)):
        changed = bytes(byte ^ (number == position) for number, byte in enumerate(locked))
        with pytest.raises(CannotOpen):
            unlock(changed, HERE)


@pytest.mark.parametrize("locked", [b"", b"\1", b"\2\1a", b"999990019"])
def test_what_was_never_locked_does_not_open(locked: bytes):
    with pytest.raises(CannotOpen):
        unlock(locked, HERE)


def test_the_same_value_never_looks_the_same():
    assert lock(b"999990019", HERE) != lock(b"999990019", HERE)


def test_an_older_key_still_opens_and_the_newest_locks(settings):
    settings.DATA_KEYS = [OLD]
    locked = lock(b"999990019", HERE)
    settings.DATA_KEYS = [NEW, OLD]

    assert unlock(locked, HERE) == b"999990019"
    assert key_id_of(lock(b"999990019", HERE)) == "nieuw"
    assert not values.is_locked_with_newest(locked)


def test_a_key_that_was_taken_away_does_not_open(settings):
    settings.DATA_KEYS = [OLD]
    locked = lock(b"999990019", HERE)
    settings.DATA_KEYS = [NEW]

    with pytest.raises(CannotOpen):
        unlock(locked, HERE)


def test_keys_that_are_not_given_are_made_from_the_secret_each_for_its_use(settings):
    settings.DATA_KEYS = settings.LOOKUP_KEYS = []
    [data], [look_up] = data_keys().values(), look_up_keys().values()

    assert len(data.secret) == len(look_up.secret) == 32
    assert data.secret != look_up.secret


def test_a_key_is_not_printed():
    assert "secret" not in repr(Key("oud", b"\1" * 32))


@pytest.mark.parametrize("size", [0, 1, files.PIECE - 1, files.PIECE, files.PIECE + 1, 3 * files.PIECE])
def test_a_file_of_any_size_opens(size: int):
    key, plain = files.new_key(), bytes(index % 251 for index in range(size))

    assert b"".join(files.plain_pieces(locked_file(plain, key), key)) == plain


@pytest.mark.parametrize(
    "spoil",
    [
        lambda locked: locked[: -(files.TAG + files.PIECE)],
        lambda locked: locked[:-1],
        lambda locked: locked[: len(files.HEAD)],
        lambda locked: locked[: len(files.HEAD)] + locked[len(files.HEAD) + files.PIECE + files.TAG :],
        lambda locked: b"x" + locked[1:],
        lambda locked: locked[:100] + b"x" + locked[101:],
        lambda locked: locked + locked[-100:],
    ],
    ids=["a piece less", "cut off", "empty", "without its beginning", "another head", "a byte changed", "longer"],
)
def test_a_file_that_was_touched_does_not_open(spoil):
    key = files.new_key()
    touched = spoil(locked_file(bytes(2 * files.PIECE), key).getvalue())

    with pytest.raises(CannotOpen):
        list(files.plain_pieces(io.BytesIO(touched), key))


def test_a_file_does_not_open_with_another_key():
    locked = locked_file(b"verslag", files.new_key())

    with pytest.raises(CannotOpen):
        list(files.plain_pieces(locked, files.new_key()))


def locked_file(plain: bytes, key: bytes) -> io.BytesIO:
    return io.BytesIO(b"".join(files.locked_pieces(io.BytesIO(plain), key)))
