import streamlit as st

from rfi.app.frame.contents import show_contents
from rfi.app.sections.choice.controls import OWN, PICKERS
from rfi.app.session.current import current
from rfi.views.choice.contents import CONTENTS

here = current()
with st.container(key="running").spinner(here.word("choice.running")):
    show_contents(CONTENTS, here, pickers=PICKERS, own=OWN)
