"""Paths of logging in, of one's own account and of managing accounts. Of allauth only what is named here exists."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from familienetwerk.accounts.access import any_professional, public
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.admission import organisation_login
from familienetwerk.admission.second_factor import proves_again, proves_when_set_up
from familienetwerk.admission.throttling import throttled
from familienetwerk.admission.views import clearance, home_street, mandates, organisations, own_account, recovery, users

KEY = r"^wachtwoord/kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    # getting in
    path("inloggen/", public(account.login), name="account_login"),
    path("inloggen/tweede-stap/", public(mfa.authenticate), name="mfa_authenticate"),
    path("inloggen/passkey/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("inloggen/beeindigd/", public(account.account_inactive), name="account_inactive"),
    path("inloggen/gestopt/", public(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("inloggen/mislukt/", public(social.login_error), name="socialaccount_login_error"),
    path("inloggen/via/<slug:provider_id>/", public(organisation_login.login), name="openid_connect_login"),
    path("inloggen/via/<slug:provider_id>/terug/", public(organisation_login.callback), name="openid_connect_callback"),
    path("uitloggen/", public(account.logout), name="account_logout"),
    path("wachtwoord/vergeten/", public(account.password_reset), name="account_reset_password"),
    path("wachtwoord/verstuurd/", public(account.password_reset_done), name="account_reset_password_done"),
    path(
        "wachtwoord/gekozen/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        KEY,
        public(throttled("link", account="uidb36")(account.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    # one's own account
    path("account/", own_account.show, name="account"),
    path("account/toegang/", clearance.own, name="own_clearance"),
    path("account/straat/", home_street.give, name="home_street"),
    path("account/straat/weg/", home_street.take_away, name="take_home_street_away"),
    path("account/blijven/", own_account.stay, name="stay"),
    path("account/wachtwoord/", own_account.change_password, name="account_change_password"),
    path("account/sessies/", any_professional(fresh_login(sessions.list_usersessions)), name="usersessions_list"),
    path("account/bevestigen/", proves_again(account.reauthenticate), name="account_reauthenticate"),
    path("account/bevestigen/code/", proves_again(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/bevestigen/passkey/",
        proves_again(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/tweede-stap/", any_professional(mfa.index), name="mfa_index"),
    path("account/tweede-stap/app/", proves_when_set_up(totp.activate_totp), name="mfa_activate_totp"),
    path("account/tweede-stap/app/uit/", any_professional(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/tweede-stap/passkeys/", any_professional(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("account/tweede-stap/passkeys/nieuw/", proves_when_set_up(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/tweede-stap/passkeys/<int:pk>/weg/",
        any_professional(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/tweede-stap/passkeys/<int:pk>/naam/",
        any_professional(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path("account/tweede-stap/codes/", any_professional(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/tweede-stap/codes/nieuw/",
        any_professional(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    # about this site
    path("hulp/", own_account.help_page, name="help"),
    path("privacy/", own_account.privacy, name="privacy"),
    path("toegankelijkheid/", own_account.accessibility, name="accessibility"),
    # beheer
    path("beheer/", users.administration, name="administration"),
    path("beheer/gebruikers/", users.index, name="users"),
    path("beheer/gebruikers/uitnodigen/", users.invite, name="invite_user"),
    path("beheer/gebruikers/<int:user_id>/", users.change, name="user"),
    path("beheer/gebruikers/<int:user_id>/uitnodiging/", users.invite_again, name="invite_again"),
    path("beheer/gebruikers/<int:user_id>/beeindigen/", users.end, name="end_account"),
    path("beheer/gebruikers/<int:user_id>/verklaringen/", clearance.statements, name="statements"),
    path("beheer/gebruikers/<int:user_id>/laatste-dag/", clearance.last_day, name="last_day"),
    path("beheer/mandaten/", mandates.index, name="mandates"),
    path("beheer/mandaten/nieuw/", mandates.add, name="add_mandate"),
    path("beheer/mandaten/<int:mandate_id>/", mandates.change, name="change_mandate"),
    path("beheer/eisen/", clearance.requirements, name="requirements"),
    path("beheer/gebruikers/<int:user_id>/herstel/", recovery.ask, name="ask_recovery"),
    path("beheer/herstel/", recovery.index, name="recoveries"),
    path("beheer/herstel/<int:recovery_id>/", recovery.confirm, name="confirm_recovery"),
    path("beheer/herstel/<int:recovery_id>/afwijzen/", recovery.refuse, name="refuse_recovery"),
    path("beheer/organisaties/", organisations.index, name="organisations"),
    path("beheer/organisaties/toevoegen/", organisations.add, name="add_organisation"),
]
