package dev.isaac.authoring.internal;

import dev.isaac.command.Invocation;
import java.nio.file.Path;
import java.util.List;

/** Values that name several files. */
public final class Paths {

    private Paths() {}

    /** The files that a repeated argument or option names, absolute. */
    public static List<Path> of(Invocation in, String name) {
        return in.values(name).stream()
                .map(value -> in.directory().resolve(value).normalize())
                .toList();
    }
}
