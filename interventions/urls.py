from django.urls import path

from interventions.views import catalogue, goals, interventions, paper, plan

app_name = "interventions"
CASE = "casussen/<int:case_id>"
VERSION = f"{CASE}/plan/<int:version>"
GOAL = f"{VERSION}/doelen/<int:goal_id>"
ACTION = f"{VERSION}/acties/<int:action_id>"
INTERVENTION = f"{CASE}/interventies/<int:pk>"
urlpatterns = [
    path("interventies/", catalogue.catalogue, name="catalogue"),
    path("interventies/<slug:key>/", catalogue.card, name="card"),
    path(f"{CASE}/plan/", plan.plan, name="plan"),
    path(f"{CASE}/plan/nieuw/", plan.start_plan, name="start_plan"),
    path(f"{VERSION}/", plan.plan_version, name="plan_version"),
    path(f"{VERSION}/wijzigen/", plan.change_plan, name="change_plan"),
    path(f"{VERSION}/interventies/", plan.take_up_interventions, name="take_up_interventions"),
    path(f"{VERSION}/voorleggen/", plan.propose_plan, name="propose_plan"),
    path(f"{VERSION}/terughalen/", plan.take_back_plan, name="take_back_plan"),
    path(f"{VERSION}/reageren/", plan.react_to_plan, name="react_to_plan"),
    path(f"{VERSION}/vaststellen/", plan.adopt_plan, name="adopt_plan"),
    path(f"{VERSION}/evalueren/", plan.evaluate_plan, name="evaluate_plan"),
    path(f"{VERSION}/pdf/", paper.pdf_progress, name="pdf_progress"),
    path(f"{VERSION}/pdf/maken/", paper.ask_pdf, name="ask_pdf"),
    path(f"{VERSION}/pdf/bestand/", paper.pdf_file, name="pdf_file"),
    path(f"{VERSION}/doelen/nieuw/", goals.add_goal, name="add_goal"),
    path(f"{GOAL}/", goals.change_goal, name="change_goal"),
    path(f"{GOAL}/verwijderen/", goals.remove_goal, name="remove_goal"),
    path(f"{GOAL}/acties/nieuw/", goals.add_action, name="add_action"),
    path(f"{CASE}/acties/<int:action_id>/", goals.action, name="action"),
    path(f"{ACTION}/", goals.change_action, name="change_action"),
    path(f"{ACTION}/verwijderen/", goals.remove_action, name="remove_action"),
    path(f"{ACTION}/stand/", goals.report_progress, name="report_progress"),
    path(f"{CASE}/interventies/", interventions.interventions, name="interventions"),
    path(f"{CASE}/interventies/nieuw/", interventions.consider_intervention, name="consider"),
    path(f"{INTERVENTION}/", interventions.intervention, name="intervention"),
    path(f"{INTERVENTION}/wijzigen/", interventions.change_intervention, name="change_intervention"),
    path(f"{INTERVENTION}/kiezen/", interventions.choose_intervention, name="choose_intervention"),
    path(f"{INTERVENTION}/opnieuw/", interventions.reconsider_intervention, name="reconsider_intervention"),
    path(f"{INTERVENTION}/starten/", interventions.start_intervention, name="start_intervention"),
    path(f"{INTERVENTION}/beeindigen/", interventions.end_intervention, name="end_intervention"),
    path(f"{INTERVENTION}/niet-gebruikt/", interventions.not_used, name="not_used"),
]
