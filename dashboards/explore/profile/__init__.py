"""The profile of the park or area under focus, on the screen and on paper."""

from dashboards.explore.profile.view import Profile

__all__ = ["Profile"]
