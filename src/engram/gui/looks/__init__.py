"""How everything looks: tokens, the theme made from them, icons."""
