"""Controls and surfaces that know no page: the pages are built from them."""
