"""The networks themselves: what becomes a node, what becomes an edge."""
