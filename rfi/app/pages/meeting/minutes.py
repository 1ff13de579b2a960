from rfi.app.sections.meeting.minutes import show_minutes
from rfi.app.session.current import current

show_minutes(current())
