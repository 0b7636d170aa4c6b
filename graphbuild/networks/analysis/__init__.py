"""What is computed from a network: measures, backbone, slices, sensitivity."""
