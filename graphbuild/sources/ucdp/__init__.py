"""UCDP's datasets: which conflicts there are, who fights in them, which agreements are about them."""
