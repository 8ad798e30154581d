"""What `./run demo`, `./run test`, `./run check`, `./run manage` and `./run pins` do. No part of an installation."""
