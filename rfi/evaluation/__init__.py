"""The one door: answers under chosen conditions → everything that is shown or written."""
