"""What runs beside the page: solves and questions, their queue, and what is kept of them."""
