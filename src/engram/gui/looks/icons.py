"""The icons: SVG paths on a 24-unit grid, and `icon_svg`, which draws one in a colour."""

from __future__ import annotations

ICONS = {
    "today": "M4 6.5h16v13H4zM4 10.5h16M8 3.5v4M16 3.5v4M9 15l2.2 2.2 3.8-3.8",
    "cards": "M7 7.5h13v12H7zM4 15.5v-11h12",
    "mastery": "M4 5.5h16v4.5H4zM4 14h10v4.5H4z",
    "import": "M12 3.5v11M7.5 10l4.5 4.5 4.5-4.5M4 16.5v4h16v-4",
    "settings": "M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 5.5a2 2 0 1 0 .001 0z"
    "M9 14.5a2 2 0 1 0 .001 0z",
    "search": "M10.5 4a6.5 6.5 0 1 0 .001 0zM15.5 15.5l5 5",
    "plus": "M12 5v14M5 12h14",
    "close": "M6 6l12 12M18 6L6 18",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "cross": "M7 7l10 10M17 7L7 17",
    "right": "M12 3a9 9 0 1 0 .001 0zM8 12.3l2.8 2.8L16 9.5",
    "wrong": "M12 3a9 9 0 1 0 .001 0zM9 9l6 6M15 9l-6 6",
    "missed": "M12 3a9 9 0 1 0 .001 0zM12 7.8v5M12 15.8v.2",
    "warning": "M12 4l9 15.5H3zM12 10v4.2M12 16.6v.2",
    "info": "M12 3a9 9 0 1 0 .001 0zM12 11v5.2M12 7.8v.2",
    "chevron-right": "M9.5 6l6 6-6 6",
    "chevron-down": "M6 9.5l6 6 6-6",
    "chevron-up": "M6 14.5l6-6 6 6",
    "undo": "M8.5 5L4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11H9",
    "edit": "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
    "suspend": "M9 5v14M15 5v14",
    "mark": "M7 4h10v16l-5-4-5 4z",
    "later": "M12 3.5a8.5 8.5 0 1 0 .001 0zM12 7.5v5l3.5 2",
    "history": "M4.5 12a7.5 7.5 0 1 0 2.5-5.6M4 4.5v4h4M12 8v4.5l3 1.8",
    "delete": "M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7M10.3 10.5v6M13.7 10.5v6",
    "move": "M3.5 6.5h6l2 2.5h9v10.5h-17zM9 14.2h6M12.5 11.7l2.5 2.5-2.5 2.5",
    "more": "M6 12h.01M12 12h.01M18 12h.01",
    "table": "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
    "save": "M12 4v10M8 10.5l4 4 4-4M5 19.5h14",
    "keys": "M3.5 6.5h17v11h-17zM7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8.5 14h7",
    "document": "M6 3.5h8l4 4.5v12.5H6zM14 3.5V8h4M9 12.5h6M9 16h6",
    "play": "M8 5.5v13l10.5-6.5z",
    "guess": "M12 3a9 9 0 1 0 .001 0zM9.7 9.6a2.4 2.4 0 1 1 3.6 2c-.9.5-1.3 1-1.3 1.9M12 16.3v.2",
    "filter": "M4 6h16M7 12h10M10.5 18h3",
    "reset": "M19.5 12a7.5 7.5 0 1 1-2.5-5.6M20 4v4.5h-4.5",
    "backup": "M5 5h14v6H5zM5 13h14v6H5zM8 8h.01M8 16h.01",
    "calendar-plan": "M4 19.5h16M6.5 16V9M11 16V6M15.5 16v-5M20 16v-2",
    "dash": "M6 12h12",
    "dot": "M12 8.5a3.5 3.5 0 1 0 .001 0z",
}

_LINE_WIDTHS = {"more": 2.6}


def icon_svg(name: str, color: str, line_width: float = 1.75) -> bytes:
    """The icon as an SVG document; state marks are drawn with a line of 2.6."""
    width = _LINE_WIDTHS.get(name, line_width)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<path d="{ICONS[name]}" fill="none" stroke="{color}" stroke-width="{width}"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    ).encode()
