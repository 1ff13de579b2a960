"""計算過程: the table of its page that is of an evaluation and of no chosen figure."""

from rfi.views.look.contents import Content, Contents
from rfi.views.trace.remarks import view_remarks

CONTENTS = Contents(
    "trace", (Content("remarks", view_remarks, fold="remarks.all", level="meeting"),)
)
