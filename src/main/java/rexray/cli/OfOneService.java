package rexray.cli;

/** A command that concerns one service, or can. */
interface OfOneService {}
