"""Documents that nobody wrote, found by coverage (atheris), against what every reader promises."""
