"""効果: what is shown of them."""
