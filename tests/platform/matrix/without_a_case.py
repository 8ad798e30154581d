"""Pages without a case: who may, by role, with the answer to who may."""

from familienetwerk.accounts.roles import Role
from tests.platform.matrix.answers import AGAIN, FORM, NOT_THERE, PAGE, REFUSES, SPREADSHEET, Answer

PROFESSIONALS = {
    *(Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR),
    *(Role.SOCIAL_PROFESSIONAL, Role.SAFETY_PROFESSIONAL, Role.PARTNER),
}
ADMIN, OFFICER, MANAGER = {Role.FUNCTIONAL_ADMIN}, {Role.PRIVACY_OFFICER}, {Role.MANAGER}

EVERYBODY: dict[str, Answer] = {
    "about_the_table": PAGE,
    "account": PAGE,
    "account_change_password": ("302 account", "302 account"),
    "account_reauthenticate": REFUSES,
    "administration": ("302 recoveries", "405"),
    "breaches:report_suspicion": FORM,
    "card": PAGE,
    "catalogue": PAGE,
    "home_street": FORM,
    "list": ("200", "303 list"),
    "mfa_activate_totp": AGAIN,
    "mfa_add_webauthn": AGAIN,
    "mfa_deactivate_totp": NOT_THERE,
    "mfa_edit_webauthn": NOT_THERE,
    "mfa_generate_recovery_codes": AGAIN,
    "mfa_index": PAGE,
    "mfa_list_webauthn": PAGE,
    "mfa_reauthenticate": REFUSES,
    "mfa_reauthenticate_webauthn": REFUSES,
    "mfa_remove_webauthn": NOT_THERE,
    "mfa_view_recovery_codes": ("404", "405"),
    "notices": PAGE,
    "oversight:answer_signal": NOT_THERE,  # nobody in this matrix was asked anything
    "own_clearance": PAGE,
    "stay": ("405", "204"),
    "take_home_street_away": ("405", "302 home_street"),
    "usersessions_list": ("200", "302 usersessions_list"),
    "waiting": PAGE,
    "work_list": PAGE,
}
PUBLIC: dict[str, Answer] = {
    # To who is logged in; `healthz` asks a worker, and has tests of its own.
    "accessibility": PAGE,
    "account_inactive": PAGE,
    "account_login": ("302 work_list", "302 work_list"),
    "account_logout": ("200", "302 account_login"),
    "account_reset_password": AGAIN,
    "account_reset_password_done": PAGE,
    "account_reset_password_from_key": NOT_THERE,
    "account_reset_password_from_key_done": PAGE,
    "csp_reports": ("405", "415"),
    "help": PAGE,
    "mfa_authenticate": ("302 work_list", "302 work_list"),
    "mfa_login_webauthn": ("302 work_list", "302 work_list"),
    "openid_connect_callback": NOT_THERE,
    "openid_connect_login": NOT_THERE,
    "privacy": PAGE,
    "security_txt": ("200 text/plain", "405"),
    "socialaccount_login_cancelled": PAGE,
    "socialaccount_login_error": ("401", "405"),
}
OF_PROFESSIONALS: dict[str, Answer] = {
    "answer": NOT_THERE,  # nobody in this matrix was asked anything
    "invitation": NOT_THERE,
    "join": ("405", "404"),
    "ask_access": FORM,
    "emergency": FORM,
    "questions_desk": PAGE,
    "search": AGAIN,
}
OF_ADMIN_AND_OFFICER: dict[str, Answer] = {
    "confirm_recovery": FORM,
    "recoveries": PAGE,
    "refuse_recovery": ("405", "302 recoveries"),
}
OF_ADMIN: dict[str, Answer] = {
    "add_frame": FORM,
    "add_mandate": FORM,
    "add_organisation": AGAIN,
    "change_mandate": ("200", "302 mandates"),
    "ask_recovery": FORM,
    "end_account": ("200", "302 users"),
    "end_frame": FORM,
    "end_participation": ("200", "302 participants"),
    "frames": PAGE,
    "invite_again": ("405", "302 user"),
    "invite_user": AGAIN,
    "mandates": PAGE,
    "participants": FORM,
    "renew_papers": FORM,
    "last_day": ("200", "302 user"),
    "requirements": ("200", "302 users"),
    "statements": FORM,
    "oversight:jobs": PAGE,
    "organisations": PAGE,
    "oversight:settle": NOT_THERE,
    "oversight:try_again": NOT_THERE,
    "user": AGAIN,
    "users": ("200", "303 users"),
}
OF_OFFICER: dict[str, Answer] = {
    "breaches:breach": PAGE,
    "breaches:change_breach": FORM,
    "breaches:close_breach": FORM,
    "breaches:decide_telling": FORM,
    "breaches:export": SPREADSHEET,
    "breaches:mark_affected": AGAIN,
    "breaches:register": PAGE,
    "breaches:register_breach": FORM,
    "breaches:reopen_breach": ("405", "302 breach"),
    "breaches:suspicion": FORM,
    "breaches:take_up_suspicion": FORM,
    "breaches:unmark_affected": ("405", "404"),
    "history:breach": PAGE,
    "oversight:review": FORM,
    "oversight:reviews": PAGE,
    "emergencies": PAGE,
    "oversight:find_person": FORM,
    "oversight:log": PAGE,
    "review_emergency": FORM,
    "oversight:who_looked": PAGE,
}
OF_OFFICER_AND_MANAGER: dict[str, Answer] = {
    "oversight:ask_worker": ("405", "302 review"),
    "oversight:judge_samples": NOT_THERE,
    "oversight:judge_signal": FORM,
}
OF_MANAGER: dict[str, Answer] = {
    "oversight:officers": PAGE,
    "reports:export": SPREADSHEET,
    "reports:progress": PAGE,
}
OF_PROCESS_COORDINATOR: dict[str, Answer] = {
    "take_direction": NOT_THERE,
}
OF_COORDINATORS: dict[str, Answer] = {
    "start_intake": FORM,
}
BY_ROLE: list[tuple[set[Role], dict[str, Answer]]] = [
    (PROFESSIONALS, OF_PROFESSIONALS),
    (ADMIN | OFFICER, OF_ADMIN_AND_OFFICER),
    (ADMIN, OF_ADMIN),
    (OFFICER, OF_OFFICER),
    (OFFICER | MANAGER, OF_OFFICER_AND_MANAGER),
    (MANAGER, OF_MANAGER),
    ({Role.PROCESS_COORDINATOR}, OF_PROCESS_COORDINATOR),
    ({Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR}, OF_COORDINATORS),
]
# One page, for each role something else: a manager judges signals about officers alone.
TO_ROLE: dict[tuple[str, Role], Answer] = {
    ("administration", Role.FUNCTIONAL_ADMIN): ("302 users", "405"),
    ("oversight:ask_worker", Role.MANAGER): ("405", "404"),
    ("oversight:judge_signal", Role.MANAGER): NOT_THERE,
}
# Through somebody's eyes: for coordinators of that case and the privacy officer of its municipality.
THROUGH_OTHER_EYES = ["choose_seat", "seen_as"]
