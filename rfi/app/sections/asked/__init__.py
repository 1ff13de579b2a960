"""調査票: what is asked, ticked on screen."""
