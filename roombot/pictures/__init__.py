"""Pictures: what is shown as a drawing; pure, a value in and an SVG or a PNG out."""
