package dev.isaac.command.spi;

import dev.isaac.command.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The calls of commands that are under way, for whoever is about to change the bundles that own the commands. A call
 * begins before the command's code runs and ends when its result was delivered, whatever surface it came from. An OSGi
 * service, thread-safe.
 */
@ProviderType
public interface CommandCalls {

    /**
     * Holds back the commands of bundles. From now on nobody begins a call of theirs: who wants to waits until the hold is
     * closed, and then calls what is there then. Only the other stages of a pipe that has such a call under way may still
     * begin, so that the pipe can come to its end. While the hold lasts the names stay taken, also when the bundles
     * unregister their commands: no line that means them reaches a program of the same name.
     *
     * @param bundles ids of bundles in the framework
     * @return to be closed when the change is over, whatever became of it
     */
    Hold hold(Collection<Long> bundles);

    /**
     * Forgets the commands of a bundle that was asked to stop and does not, so that they are registered still: they are not
     * there any more, whatever becomes of the bundle. Calls that are under way go on.
     *
     * @param bundle its id in the framework
     */
    void forget(long bundle);

    /** Bundles whose commands are held back. */
    @ProviderType
    interface Hold extends AutoCloseable {

        /** The calls of their commands that are under way now, the oldest first. */
        List<Call> calls();

        /**
         * Waits until no call is under way but those of the present thread.
         *
         * @return false when the limit was reached before
         */
        boolean await(Duration limit) throws InterruptedException;

        /** From now on nobody begins a call, not even a stage of a pipe. */
        void shut();

        /** Lets those who wait go on. */
        @Override
        void close();
    }

    /** One call that is under way. */
    @ProviderType
    interface Call {

        /** The id of the bundle that owns the command. */
        long bundle();

        /** The full name of the command. */
        String command();

        /** Whether the present thread is in it, so that waiting for it would never end. */
        boolean isOwn();

        /**
         * Asks the command to stop, as an interrupt of the user does. When it ends otherwise than with a result, its caller
         * is told the reason in the place of whatever it threw.
         */
        void end(Fault reason);

        /** Runs an action when the call has ended, at once if it already has; on the thread of the call. */
        void onEnd(Runnable action);
    }
}
