package org.eclipse.jgit.internal.util;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the place of JGit's class of that name: what JGit wants to do when the JVM ends is done when the plugin stops,
 * and nothing of it stays behind. Thread-safe.
 */
public final class ShutdownHook {

    /** The only one. */
    public static final ShutdownHook INSTANCE = new ShutdownHook();

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean inProgress;

    private ShutdownHook() {}

    /** Called once when everything ends. */
    public interface Listener {
        /** Cleans up. */
        void onShutdown();
    }

    /** Adds a listener; too late when everything has ended. */
    public boolean register(Listener listener) {
        return !inProgress && listeners.add(listener);
    }

    /** Removes a listener. */
    public boolean unregister(Listener listener) {
        return listeners.remove(listener);
    }

    /** Whether everything has ended. */
    public boolean isShutdownInProgress() {
        return inProgress;
    }

    /** Calls all listeners. */
    public void shutDown() {
        inProgress = true;
        listeners.forEach(Listener::onShutdown);
        listeners.clear();
    }
}
