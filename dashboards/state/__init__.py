"""What one tab has chosen, what all tabs share, and how both are found again by their address."""
