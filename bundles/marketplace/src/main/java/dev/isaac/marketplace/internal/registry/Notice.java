package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.Progress;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that is told once in the life of a process, whoever meets it first. Thread-safe. */
final class Notice {

    private final AtomicBoolean told = new AtomicBoolean();

    void warn(Progress progress, String sentence) {
        if (!told.getAndSet(true)) {
            progress.warn(sentence);
        }
    }
}
