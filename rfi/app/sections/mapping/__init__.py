"""受付: a vendor's own table, mapped on screen to an ordinary answer."""
