from django.urls import path

from cases.views import cases, family, involvements, log, search, timeline, work_list

app_name = "cases"
urlpatterns = [
    path("", work_list.work_list, name="work_list"),
    path("werk/wachten/", work_list.waiting, name="waiting"),
    path("zoeken/", search.search, name="search"),
    path("uitleg/aan-tafel/", cases.about_the_table, name="about_the_table"),
    path("casussen/", cases.case_list, name="list"),
    path("casussen/<int:case_id>/", cases.detail, name="detail"),
    path("casussen/<int:case_id>/gezin/", family.family, name="family"),
    path("casussen/<int:case_id>/gezin/nieuw/", family.add_member, name="add_member"),
    path("casussen/<int:case_id>/gezin/<int:member_id>/", family.member, name="member"),
    path("casussen/<int:case_id>/betrokkenen/", involvements.involvements, name="involvements"),
    path("casussen/<int:case_id>/betrokkenen/vragen/", involvements.ask, name="ask"),
    path("casussen/<int:case_id>/tijdlijn/", timeline.timeline, name="timeline"),
    path("casussen/<int:case_id>/inzage/", log.log, name="log"),
    path("uitnodigingen/<int:involvement_id>/", involvements.invitation, name="invitation"),
]
