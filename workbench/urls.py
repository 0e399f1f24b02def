from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from workbench.problem_pages import problem_index, problem_page
from workbench.problems import nothing_here

urlpatterns = [
    path("api/v1/", include("workbench.api")),
    re_path("^api/", csrf_exempt(nothing_here)),
    path("problems/", problem_index, name="problems"),
    path("problems/<slug:code>/", problem_page, name="problem"),
]
