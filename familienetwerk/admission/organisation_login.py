"""Logging in through one's own organisation (OpenID Connect): only who was invited, with the rights it says there."""

import secrets
from typing import Any

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from familienetwerk.accounts import fresh_login
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.admission import actions, claims, providers, second_factor, unsent
from familienetwerk.audit.models import EventType, record

SIGNED_WITH = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}


class Conversation(OpenIDConnectOAuth2Adapter):
    """A token counts when its signature is the provider's, also though it came over TLS from the provider itself."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        self.did_fetch_access_token = False
        try:
            if jwt.get_unverified_header(id_token).get("alg") not in SIGNED_WITH:
                raise OAuth2Error("unsigned, or signed with a shared secret")
            said: dict[str, Any] = super()._decode_id_token(app, id_token)
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("no token of ours") from error
        if "exp" not in said or said.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("no end, or meant for another")
        return said


class Provider(OpenIDConnectProvider):
    """Asks with a nonce; and who is logged in already, must show there again who they are."""

    oauth2_adapter_class = Conversation

    def redirect(self, request: HttpRequest, process: str, *args: Any, **kwargs: Any) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        parameters = {**(kwargs.pop("auth_params", None) or {}), "nonce": nonce}
        if request.user.is_authenticated:
            parameters |= {"prompt": "login", "max_age": "0"}
        answer: HttpResponse = super().redirect(
            request, AuthProcess.LOGIN, *args, auth_params=parameters, nonce=nonce, **kwargs
        )
        return answer


class OrganisationLoginAdapter(DefaultSocialAccountAdapter):
    """Between the answer of the provider and the log-in here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        return Provider(request, app=super().get_provider(request, provider, client_id).app)

    def get_requests_session(self) -> requests.Session:
        """Asks only the addresses of the settings and what those name: a redirect is no answer."""
        session: requests.Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def on_authentication_error(self, request: HttpRequest, provider: Provider, **details: Any) -> None:
        record(EventType.LOGIN_FAILED, by=None, page="openid_connect")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        answer, user = sociallogin.account.extra_data, sociallogin.user
        refuse_what_is_no_answer(answer, sociallogin.state)
        if isinstance(user, User) and user.pk and user.is_active:
            unsent.carry_over(request, user)
            if not providers.may_come_through(user.organisation, sociallogin.account.provider):
                record(EventType.LOGIN_FAILED, by=None, subject="user", subject_ids=[user.pk], page="other_provider")
                raise ImmediateHttpResponse(render(request, "socialaccount/other_provider.html", status=403))
            if not follow(user, claims.said_in(answer), provider_id=sociallogin.account.provider):
                raise ImmediateHttpResponse(render(request, "socialaccount/no_rights.html", status=403))


def refuse_what_is_no_answer(answer: object, state: dict[str, Any]) -> None:
    """The token answers this very question, and what was fetched beside it is about the same person."""
    token, beside = claims.part_of(answer, "id_token"), claims.part_of(answer, "userinfo")
    if not token or not state.get("nonce") or token.get("nonce") != state["nonce"]:
        raise OAuth2Error("an answer to another question")
    if beside.get("sub", token.get("sub")) != token.get("sub"):
        raise OAuth2Error("an answer about another person")


def follow(user: User, said: claims.Claims, *, provider_id: str) -> bool:
    """Give this account the roles and the organisation that the claims mean; whether any right is left.

    Of an organisation whose people come in another way, a provider says nothing.
    """
    roles, organisation = list(user.roles), user.organisation
    if path := settings.OIDC_ORGANISATION_CLAIM:
        name = claims.organisation_in(said, path, settings.OIDC_ORGANISATION_MAP)
        found = Organisation.objects.active().filter(name=name).first()
        found = found if found and providers.may_come_through(found, provider_id) else None
        if found is None and not settings.OIDC_ROLE_CLAIM:
            return False
        organisation = found or organisation
        roles = roles if found else []
    if path := settings.OIDC_ROLE_CLAIM:
        is_known = bool(roles) or not settings.OIDC_ORGANISATION_CLAIM
        roles = claims.roles_in(said, path, settings.OIDC_ROLE_MAP) if is_known else []
    return actions.follow_claims(user, roles=roles, organisation=organisation)


def note_how(request: HttpRequest, user: User, sociallogin: SocialLogin) -> None:
    """What the organisation says of the log-in there holds here: when it was, and that a second factor was used."""
    said = claims.said_in(sociallogin.account.extra_data)
    fresh_login.prove(request, at=claims.logged_in_at(said))
    if claims.holds_a_second_factor(said, settings.OIDC_MFA_VALUES):
        second_factor.prove(request, user)


def is_ruled_elsewhere(user: User) -> bool:
    """Whose organisation has a provider of its own, or keeps their rights, logs in there.

    Else they would keep them here after they ended there.
    """
    if providers.provider_of(user.organisation):
        return True
    return bool(settings.OIDC_ROLE_CLAIM) and SocialAccount.objects.filter(user=user).exists()


def address_of(request: HttpRequest, user: User) -> str:
    """Where the provider of this user is asked; empty for who never came in through one."""
    last = SocialAccount.objects.filter(user=user).order_by("-last_login", "-pk").first()
    own = providers.provider_of(user.organisation) or (last.provider if last else "")
    found = [one for one in OrganisationLoginAdapter(request).list_providers(request) if one.app.provider_id == own]
    return str(found[0].get_login_url(request)) if last and found else ""


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return answered_by(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return answered_by(OAuth2CallbackView, request, provider_id)


def answered_by(view: type[OAuth2LoginView], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(Conversation(request, provider_id))(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    return answer
