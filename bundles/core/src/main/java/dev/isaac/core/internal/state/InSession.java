package dev.isaac.core.internal.state;

/** A call of a command that knows in which session it runs. */
public interface InSession {

    /** The session, which goes on changing. */
    SessionState session();
}
