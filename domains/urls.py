"""Pages of what the domains see: assessments, contributions and the joint problem definition."""

from django.urls import path

from domains.views import assessments, contributions, definitions, journal

app_name = "domains"

ASSESSMENTS = "casussen/<int:case_id>/beoordelingen/"
PROBLEM = "casussen/<int:case_id>/probleemdefinitie/"
JOURNAL = "casussen/<int:case_id>/contactmomenten/"
ASSESSMENT, VERSION = f"{ASSESSMENTS}<int:pk>/", f"{PROBLEM}<int:version>/"

urlpatterns = [
    path(ASSESSMENTS, assessments.assessments, name="assessments"),
    path(f"{ASSESSMENTS}nieuw/", assessments.assess, name="assess"),
    path(f"{ASSESSMENTS}over/<slug:word>/", assessments.course, name="course"),
    path(ASSESSMENT, assessments.assessment, name="assessment"),
    path(f"{ASSESSMENT}wijzigen/", assessments.change_assessment, name="change_assessment"),
    path(f"{ASSESSMENT}vrijgeven/", assessments.release_assessment, name="release_assessment"),
    path(f"{ASSESSMENT}weggooien/", assessments.discard_assessment, name="discard_assessment"),
    path(PROBLEM, definitions.problem, name="problem"),
    path(f"{PROBLEM}nieuw/", definitions.start_definition, name="start_definition"),
    path(f"{PROBLEM}uitzondering/", definitions.record_exception, name="record_exception"),
    path(f"{PROBLEM}bijdrage/", contributions.contribute, name="contribute"),
    path(f"{PROBLEM}bijdrage/vrijgeven/", contributions.release_contribution, name="release_contribution"),
    path(f"{PROBLEM}bijdrage/weggooien/", contributions.discard_contribution, name="discard_contribution"),
    path(VERSION, definitions.definition, name="definition"),
    path(f"{VERSION}wijzigen/", definitions.change_definition, name="change_definition"),
    path(f"{VERSION}voorleggen/", definitions.propose_definition, name="propose_definition"),
    path(f"{VERSION}terughalen/", definitions.take_back_definition, name="take_back_definition"),
    path(f"{VERSION}reageren/", definitions.answer_definition, name="answer_definition"),
    path(f"{VERSION}vaststellen/", definitions.fix_definition, name="fix_definition"),
    path(JOURNAL, journal.journal, name="journal"),
    path(f"{JOURNAL}nieuw/", journal.log_contact, name="log_contact"),
    path(f"{JOURNAL}<int:contact_id>/verbeteren/", journal.correct_contact, name="correct_contact"),
    path(f"{JOURNAL}<int:contact_id>/doorhalen/", journal.strike_contact, name="strike_contact"),
]
