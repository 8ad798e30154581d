"""What answers a method that our pages do not have: 405, but for pages of allauth and what may be asked with HEAD."""

OTHER_METHODS = ["put", "patch", "delete", "head", "options"]
HEAD_AS_GET = [
    *("accessibility", "account", "administration", "help", "mandates", "organisations", "own_clearance", "privacy"),
    *("recoveries", "security_txt", "users"),
]
READ_ONLY = [
    *("account_inactive", "account_logout", "account_reset_password_done", "account_reset_password_from_key_done"),
    *("mfa_index", "mfa_list_webauthn", "socialaccount_login_cancelled"),
]
FORMS = ["account_reset_password", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
LEADS_AWAY = ["account_login", "mfa_authenticate", "mfa_login_webauthn"]
NOT_THERE = [
    *("account_reset_password_from_key", "mfa_deactivate_totp", "openid_connect_callback", "openid_connect_login"),
]
NOT_AGAIN = ["account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"]
OF_ALLAUTH: dict[str, dict[str, str]] = {
    **{name: {"head": "200", "options": "200"} for name in READ_ONLY},
    **{name: {"put": "200", "head": "200", "options": "200"} for name in FORMS},
    **{name: dict.fromkeys(OTHER_METHODS, "302 work_list") for name in LEADS_AWAY},
    **{name: dict.fromkeys(OTHER_METHODS, "404") for name in NOT_THERE},
    **{name: dict.fromkeys(OTHER_METHODS, "403") for name in NOT_AGAIN},
    "mfa_edit_webauthn": {"put": "404", "head": "404", "options": "200"},
    "mfa_remove_webauthn": {"delete": "404", "head": "404", "options": "200"},
    "mfa_view_recovery_codes": {"head": "404", "options": "200"},
    "socialaccount_login_error": {"head": "401", "options": "200"},
    "usersessions_list": {"put": "302 usersessions_list", "head": "200", "options": "200"},
}
