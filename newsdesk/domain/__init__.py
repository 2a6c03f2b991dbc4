"""What a newsroom's things are and the rules they follow: pure, without disk, clock or screen."""
