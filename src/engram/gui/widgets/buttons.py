"""Push buttons that paint themselves from the tokens, with an icon and a key cap where asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from engram.gui.looks.theme import Theme
from engram.gui.looks.tokens import CONTROL_HEIGHT, RADIUS_CONTROL
from engram.gui.widgets.key_cap import key_cap_size, paint_key_cap
from engram.gui.words import tr


@dataclass(frozen=True, slots=True)
class Looks:
    """A kind of button: ground tokens of its states ("" is clear), edge, text, and type."""

    rest: str
    hover: str
    pressed: str
    disabled: str
    edge: str = ""
    text: str = "text"
    icon: str = "text"
    key_edge: str = "control"
    weight: int = 500
    padding: int = 13


PRIMARY = Looks(
    "accent",
    "accent_hover",
    "accent_pressed",
    "pressed",
    text="accent_text",
    icon="accent_text",
    key_edge="accent_text",
    weight=600,
    padding=17,
)
SECONDARY = Looks("surface", "hover", "pressed", "background", edge="border")
GHOST = Looks("", "hover", "pressed", "")
ICON = Looks("", "hover", "pressed", "", icon="muted", padding=8)
LINK = Looks("", "", "", "", text="accent", padding=2)


class Button(QPushButton):
    """A painted button; Space and Enter press it when it has the focus."""

    def __init__(
        self,
        theme: Theme,
        looks: Looks,
        text: str = "",
        *,
        icon: str = "",
        height: float = CONTROL_HEIGHT,
    ) -> None:
        super().__init__(text)
        self.theme, self.looks, self.key, self.icon_name = theme, looks, "", icon
        self._height = height
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.theme_changed.connect(self._follow_theme)

    def set_text(self, text: str) -> None:
        """Show another text, to the eye and to a screen reader."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Show another key cap, or none."""
        self.key = key
        self.setAccessibleDescription(tr("Key: {key}", key=key) if key else "")
        self.updateGeometry()
        self.update()

    def set_looks(self, looks: Looks) -> None:
        """Become another kind of button."""
        self.looks = looks
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._content_width() + 2 * self.theme.unit(self.looks.padding)
        return QSize(width, self.theme.unit(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_content(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        ground, edge = self._ground_token(), self.looks.edge
        if not ground and not edge:
            return
        painter.setBrush(self.theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.color(edge), 1) if edge else Qt.PenStyle.NoPen)
        inset = 0.5 if edge else 0.0
        radius = self.theme.unit(RADIUS_CONTROL)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _ground_token(self) -> str:
        if not self.isEnabled():
            return self.looks.disabled
        if self.isDown():
            return self.looks.pressed
        return self.looks.hover if self.underMouse() else self.looks.rest

    def _text_token(self) -> str:
        return self.looks.text if self.isEnabled() else "disabled"

    def _icon_token(self) -> str:
        return self.looks.icon if self.isEnabled() else "disabled"

    def _paint_content(self, painter: QPainter) -> None:
        left = (self.width() - self._content_width()) / 2
        gap = self.theme.unit(8)
        if self.icon_name:
            side = self.theme.unit(self._icon_size())
            self._paint_icon(painter, QPointF(left, (self.height() - side) / 2))
            left += side + gap
        if self.text():
            width = self._text_width()
            painter.setPen(self.theme.color(self._text_token()))
            painter.setFont(self._text_font())
            rect = QRectF(left, 0, width + 2, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())
            left += width + self.theme.unit(10)
        if self.key:
            self._paint_key(painter, left)

    def _paint_icon(self, painter: QPainter, place: QPointF) -> None:
        ratio = self.devicePixelRatioF()
        token, size = self._icon_token(), self._icon_size()
        painter.drawPixmap(place, self.theme.pixmap(self.icon_name, token, size, ratio))

    def _paint_key(self, painter: QPainter, left: float) -> None:
        size = key_cap_size(self.theme, self.key)
        rect = QRectF(
            round(left), (self.height() - size.height()) // 2, size.width(), size.height()
        )
        enabled = self.isEnabled()
        edge = QColor(self.theme.color(self.looks.key_edge if enabled else "disabled"))
        if self.looks.key_edge == "accent_text" and enabled:
            edge.setAlphaF(0.65)
        text = self.looks.text if self.looks.text == "accent_text" else "muted"
        text_color = self.theme.color(text if enabled else "disabled")
        paint_key_cap(painter, rect, self.theme, self.key, (text_color, edge))

    def _text_font(self) -> QFont:
        style = "lead" if self._height > CONTROL_HEIGHT else "body"
        return self.theme.font(style, self.looks.weight)

    def _text_width(self) -> int:
        return QFontMetrics(self._text_font()).horizontalAdvance(self.text())

    def _icon_size(self) -> int:
        return 18

    def _content_width(self) -> int:
        unit = self.theme.unit
        parts = []
        if self.icon_name:
            parts.append(unit(self._icon_size()) + (unit(8) if self.text() else 0))
        if self.text():
            parts.append(self._text_width())
        if self.key:
            parts.append(unit(10) + key_cap_size(self.theme, self.key).width())
        return sum(parts)

    def _follow_theme(self) -> None:
        self.updateGeometry()
        self.update()


class _KeyedButton(Button):
    """A button with a text and, beside it, the key that presses it."""

    usual_looks: ClassVar[Looks]

    def __init__(
        self,
        theme: Theme,
        text: str,
        key: str = "",
        *,
        icon: str = "",
        height: float = CONTROL_HEIGHT,
    ) -> None:
        super().__init__(theme, self.usual_looks, text, icon=icon, height=height)
        self.set_key(key)


class PrimaryButton(_KeyedButton):
    """What Enter does on this page; one a page."""

    usual_looks = PRIMARY


class SecondaryButton(_KeyedButton):
    """An action beside the primary one."""

    usual_looks = SECONDARY


class GhostButton(_KeyedButton):
    """A quiet action without ground."""

    usual_looks = GHOST


class LinkButton(Button):
    """An action that reads as a link, underlined under the mouse."""

    def __init__(self, theme: Theme, text: str, *, height: float = 28) -> None:
        super().__init__(theme, LINK, text, height=height)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _text_token(self) -> str:
        return "accent_pressed" if self.isDown() else super()._text_token()

    def _text_font(self) -> QFont:
        font = super()._text_font()
        font.setUnderline(self.underMouse() and self.isEnabled())
        return font


class IconButton(Button):
    """An icon alone; its name is told to screen readers and shown as a tooltip with the key."""

    def __init__(
        self, theme: Theme, icon: str, name: str, key: str = "", *, height: float = CONTROL_HEIGHT
    ) -> None:
        super().__init__(theme, ICON, icon=icon, height=height)
        self.set_name(name, key)

    def set_name(self, name: str, key: str = "") -> None:
        """Say what a press does now."""
        self.setAccessibleName(name)
        self.setToolTip(tr("{name} ({key})", name=name, key=key) if key else name)

    def sizeHint(self) -> QSize:
        side = self.theme.unit(self._height)
        return QSize(side, side)

    def _icon_token(self) -> str:
        return "accent" if self.isChecked() and self.isEnabled() else super()._icon_token()
