"""What the learner sees: draws and forwards."""
