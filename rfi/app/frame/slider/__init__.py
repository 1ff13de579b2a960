"""The slider of the house: its value follows the finger, and holds once it is let go."""
