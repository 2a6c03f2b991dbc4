"""The style sheet: short, because each rule is matched against each widget.

Rooms ask for a look by property: ``widget.setProperty("look", "primary")``. Looks there are:
``primary`` (filled button), ``quiet`` (button without a border), ``small`` (28 px button),
``link`` (button that reads as a link), ``title`` (pane title), ``heading`` (small grey heading),
``note`` (small grey text), ``strong``, ``quiet`` (grey text), ``bad`` (sentence about a mistake),
``warn`` (what wants a second look),
``panel``, ``sidebar``, ``paper`` (grounds of panes), ``card`` (raised box),
``plain`` (field without a border), ``number`` (number that draws its own arrows),
``targets`` (list at the left of a dialog), ``accent`` (small text in the accent),
``walked`` (ground of what was walked to).
"""

from __future__ import annotations

from newsdesk.ui.tokens import Palette

_TEMPLATE = """
QWidget[look="panel"] {{ background: {panel}; }}
QWidget[look="sidebar"] {{ background: {sidebar}; }}
QWidget[look="paper"] {{ background: {paper}; }}
QWidget[look="card"] {{ background: {raised}; border: 1px solid {line}; border-radius: 8px; }}
QWidget[look="popover"] {{ background: {raised}; border: 1px solid {line2};
  border-radius: 8px; }}
QListWidget[look="popover_list"] {{ background: {raised}; border: none; outline: none; }}
QListWidget[look="popover_list"]::item {{ padding: 0 6px; border-radius: 6px; height: 30px;
  color: {text}; }}
QListWidget[look="popover_list"]::item:selected {{ background: {selected}; color: {text}; }}
QListWidget[look="popover_list"]::item:hover {{ background: {hover}; }}
QListWidget[look="pages"] {{ background: {sidebar}; padding: 12px 8px; }}
QListWidget[look="pages"]::item {{ height: 30px; padding: 0 8px; border-radius: 6px;
  color: {text}; }}
QListWidget[look="pages"]::item:selected {{ background: {selected}; color: {text}; }}
QListWidget[look="pages"]::item:hover {{ background: {hover}; }}
QTableWidget[look="grid"] {{ background: {field}; border: 1px solid {line2};
  gridline-color: {line}; selection-background-color: {selected}; selection-color: {text}; }}
QHeaderView::section {{ background: {panel}; color: {text2}; border: none; padding: 4px 8px;
  border-bottom: 1px solid {line}; border-right: 1px solid {line}; }}
QLabel[look="title"] {{ font-size: 15px; font-weight: 600; }}
QLabel[look="heading"] {{ font-size: 11px; font-weight: 600; color: {text2}; }}
QLabel[look="note"] {{ font-size: 12px; color: {text2}; }}
QLabel[look="strong"] {{ font-weight: 600; }}
QLabel[look="quiet"] {{ color: {text2}; }}
QLabel[look="bad"] {{ font-size: 12px; color: {bad}; }}
QLabel[look="bad_strong"] {{ font-size: 12px; font-weight: 600; color: {bad}; }}
QLabel[look="warn"] {{ font-size: 12px; font-weight: 600; color: {warn}; }}
QLabel[look="accent"] {{ font-size: 12px; color: {accent}; }}
QFrame[look="walked"] {{ background: {selected_idle}; }}
QFrame[look="status"] {{ background: {window}; border-top: 1px solid {line}; }}
QToolButton[look="status"] {{ font-size: 12px; padding: 0 2px; }}
QFrame[look="failure"] {{ background: {bad_ground}; border-bottom: 1px solid {bad}; }}
QFrame[look="quiet_line"] {{ background: {panel}; border-top: 1px solid {line}; }}
QMainWindow::separator {{ width: 0; height: 0; }}
QSplitter::handle {{ background: {line}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }}
QMenuBar {{ background: {window}; border-bottom: 1px solid {line}; padding: 0 8px;
  color: {text2}; }}
QMenuBar::item {{ padding: 6px 8px; background: transparent; border-radius: 6px; }}
QMenuBar::item:selected {{ background: {hover}; color: {text}; }}
QMenu {{ background: {raised}; border: 1px solid {line}; padding: 4px; color: {text}; }}
QMenu::item {{ padding: 5px 28px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::item:disabled {{ color: {text3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QDateTimeEdit {{
  background: {field}; border: 1px solid {line2}; border-radius: 6px; padding: 0 8px;
  selection-background-color: {text_selection}; selection-color: {text}; }}
QLineEdit, QComboBox, QAbstractSpinBox, QDateTimeEdit {{ min-height: 30px; }}
QPlainTextEdit, QTextEdit {{ padding: 4px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus,
QDateTimeEdit:focus {{ border: 2px solid {accent}; padding: 0 7px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 3px; }}
QLineEdit[wrong="true"] {{ border-color: {bad}; }}
QWidget[look="plain"], QWidget[look="plain"]:focus {{
  border: none; background: transparent; padding: 0; }}
QLineEdit[look="plain"], QComboBox[look="plain"], QAbstractSpinBox[look="plain"] {{
  min-height: 20px; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image: none; }}
QSpinBox[look="number"]::up-button, QSpinBox[look="number"]::down-button {{
  border: none; background: transparent; width: 24px; }}
QSpinBox[look="number"]::up-arrow, QSpinBox[look="number"]::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line};
  selection-background-color: {selected}; selection-color: {text}; outline: none; }}
QPushButton {{ background: {raised}; border: 1px solid {line2}; border-radius: 6px;
  min-height: 30px; padding: 0 12px; font-weight: 600; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 11px; min-height: 28px; }}
QPushButton:disabled {{ color: {text3}; background: transparent; border-color: {line}; }}
QPushButton[look="primary"] {{ background: {accent_fill}; color: {on_accent};
  border-color: {accent_fill}; }}
QPushButton[look="primary"]:focus {{ border-color: {text}; }}
QPushButton[look="primary"]:disabled {{ background: {hover}; color: {text3};
  border-color: {hover}; }}
QPushButton[look="small"] {{ min-height: 26px; padding: 0 8px; font-size: 12px; }}
QPushButton[look="quiet"] {{ background: transparent; border-color: transparent;
  color: {text2}; }}
QPushButton[look="quiet"]:hover {{ background: {hover}; color: {text}; }}
QPushButton[look="quiet"]:focus {{ border-color: {accent}; }}
QPushButton[look="link"] {{ background: transparent; border: none; color: {accent}; padding: 0;
  min-height: 20px; }}
QPushButton[look="link"][inline="true"] {{ min-height: 0; }}
QPushButton[look="link"]:disabled {{ color: {text2}; }}
QPushButton[look="link"]:focus {{ border: none; text-decoration: underline; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 3px; color: {text2}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:checked {{ background: {selected}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {text3}; }}
QToolButton[look="small"] {{ font-size: 12px; padding: 2px 4px; }}
QToolButton::menu-indicator {{ image: none; }}
QAbstractItemView {{ background: {panel}; border: none; outline: none; }}
QTableView {{ selection-background-color: transparent; }}
QListWidget[look="targets"] {{ background: {panel}; padding: 6px 8px; }}
QListWidget[look="targets"]::item {{ border-radius: 6px; padding-left: 6px; color: {text}; }}
QListWidget[look="targets"]::item:selected {{ background: {selected}; color: {text}; }}
QListWidget[look="targets"]::item:hover:!selected {{ background: {hover}; }}
QListWidget[look="targets"]::item:disabled {{ background: transparent; color: {text2}; }}
QProgressBar {{ background: {line}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {accent_fill}; border-radius: 3px; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 2px; min-height: 32px;
  min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; width: 0; height: 0; }}
"""


def make(palette: Palette) -> str:
    """Return the style sheet in a palette's colours."""
    return _TEMPLATE.format(**palette)
