from rfi.app.sections.meeting.baseline import pinned
from rfi.app.sections.meeting.minutes import show_note
from rfi.app.sections.meeting.moves import show_moves
from rfi.app.sections.meeting.order import show_order
from rfi.app.sections.meeting.views import show_view
from rfi.app.session.current import current

base = pinned()
show_moves(current())
view = show_order(current())
show_view(view, current(), base)
show_note(current(), base, view)
