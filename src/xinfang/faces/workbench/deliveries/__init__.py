"""How notices fared on their way out, for those who look after it: never to whom, never what."""
