package dev.isaac.shell.internal.gogo;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.CommandSessionImpl;
import org.apache.felix.service.threadio.ThreadIO;
import org.jspecify.annotations.Nullable;

/**
 * Gogo's processor with its back doors closed. Gogo calls any public method on any object that a line gets hold of:
 * {@code (bundle 5) stop}, {@code "" getClass . forName java.lang.Runtime …}. All such calls pass through {@link #invoke}:
 * unless policy allows life-cycle commands, only plain values have methods.
 */
final class GuardedProcessor extends CommandProcessorImpl {

    private static final int WRITE = 2;

    private final GogoPolicy policy;

    GuardedProcessor(ThreadIO io, GogoPolicy policy) {
        super(io);
        this.policy = policy;
    }

    /** Whether a function of that name, {@code scope:function}, is there now. */
    boolean has(String name) {
        return getCommand(name, null) != null;
    }

    @Override
    public Object invoke(CommandSessionImpl session, Object target, String name, List<Object> arguments)
            throws Exception {
        if (!isPlain(target) && !policy.allowsLifecycle()) {
            throw new GogoRefusal(policy.refusal("Calling methods of objects through Gogo"));
        }
        return super.invoke(session, target, name, arguments);
    }

    /** Values whose methods can do nothing but compute. Not what their methods return, such as a Class. */
    static boolean isPlain(@Nullable Object target) {
        if (target == null) {
            return true;
        }
        if (target.getClass().isArray()) {
            return true;
        }
        String type = target.getClass().getName();
        boolean known = type.startsWith("java.util.")
                || type.startsWith("java.lang.")
                || type.startsWith("java.math.")
                || type.startsWith("org.apache.felix.gogo.runtime.Token")
                || type.startsWith("org.apache.felix.gogo.runtime.ArgList");
        return known
                && (target instanceof CharSequence
                        || target instanceof Number
                        || target instanceof Boolean
                        || target instanceof Character
                        || target instanceof Collection
                        || target instanceof Map);
    }

    /** A redirection inside Gogo would write a file that no tier gate has seen. */
    @Override
    public Path redirect(CommandSessionImpl session, Path path, int mode) {
        if ((mode & WRITE) != 0 && !policy.allowsLifecycle()) {
            throw new GogoRefusal(Fault.of(
                            FaultKind.REFUSED,
                            "policy.gogo-redirection",
                            "Redirections inside Gogo text are off: no safety tier judges them.")
                    .hint("Redirect outside of it: scope:function ARGUMENTS > FILE"));
        }
        return super.redirect(session, path, mode);
    }
}
