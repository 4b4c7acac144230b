package dev.isaac.shell.internal.surface;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Lets the first Ctrl-C stop the line and a second one the process. Uses the signal API of the JDK by reflection: it is
 * in the module {@code jdk.unsupported}, which a small run-time image may lack.
 */
public final class InterruptSignal implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(InterruptSignal.class.getName());

    private final Runnable restore;

    private InterruptSignal(Runnable restore) {
        this.restore = restore;
    }

    /** Until it is closed, Ctrl-C stops the line that runs. */
    public static InterruptSignal install(Interrupts interrupts) {
        try {
            ClassLoader loader = ClassLoader.getSystemClassLoader();
            Class<?> signalType = Class.forName("sun.misc.Signal", true, loader);
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler", true, loader);
            Object signal = signalType.getConstructor(String.class).newInstance("INT");
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object[] previous = new Object[1];
            InvocationHandler onSignal = (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> arguments != null && proxy == arguments[0];
                        default -> "isaac interrupt handler";
                    };
                }
                handle.invoke(null, signal, previous[0]);
                interrupts.interrupt();
                return null;
            };
            Object handler = Proxy.newProxyInstance(loader, new Class<?>[] {handlerType}, onSignal);
            previous[0] = handle.invoke(null, signal, handler);
            Runnable restore = () -> set(handle, signal, previous[0]);
            interrupts.whileAsking(restore, () -> set(handle, signal, handler));
            return new InterruptSignal(restore);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Ctrl-C ends the process: no signal API", e);
            return new InterruptSignal(() -> {});
        }
    }

    private static void set(Method handle, Object signal, Object handler) {
        try {
            handle.invoke(null, signal, handler);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "the interrupt handler stays", e);
        }
    }

    @Override
    public void close() {
        restore.run();
    }
}
