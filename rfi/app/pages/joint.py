from rfi.app.current import current
from rfi.app.show import show_empty

show_empty(current())
