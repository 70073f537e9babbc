"""The parts of the rendered person: motion as data, body, balance, clothes, room and video."""
