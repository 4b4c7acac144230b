package dev.isaac.marketplace.testing;

import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.WaitNotice;
import java.nio.file.Path;
import java.time.Clock;

/** A process that holds a lock, alone or with others, until its input ends or it is killed. */
public final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        HomeLock lock = new HomeLock(Path.of(arguments[0]), new WaitNotice(Clock.systemUTC()));
        RecordingProgress progress = new RecordingProgress();
        try (HomeLock.Held held = arguments[1].equals("share")
                ? lock.share(progress, RecordingProgress.NEVER)
                : lock.acquire(progress, RecordingProgress.NEVER)) {
            System.out.println("held");
            System.in.read();
        }
    }
}
