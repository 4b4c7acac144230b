package dev.isaac.launcher.internal.framework;

import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/**
 * Makes Felix forget which services a bundle used once the bundle is uninstalled.
 *
 * <p>Felix 7.0.5 keeps a record for each service that a bundle got and gave back, and removes it when that service goes,
 * not when the bundle does. The component runtime asks for the configurations of every bundle with components, thus every
 * plugin that was ever installed stayed in memory with the list of its files: 300 KiB for one of 2 MiB, at each update
 * and uninstallation. No API reaches that table. Where a later Felix has none of that name, nothing is done.
 *
 * <p>Thread-safe: the table is a concurrent map, and a record without uses does not come back for a bundle that is gone.
 */
final class ServiceUsage implements SynchronousBundleListener {

    private final Map<?, ?> table;

    private ServiceUsage(Map<?, ?> table) {
        this.table = table;
    }

    /** Watches a framework that is at least starting. */
    static void tidy(Framework framework) {
        try {
            Object registry = value(framework, "m_registry");
            if (value(registry, "m_inUseMap") instanceof Map<?, ?> table) {
                framework.getBundleContext().addBundleListener(new ServiceUsage(table));
            }
        } catch (ReflectiveOperationException e) {
            System.getLogger(ServiceUsage.class.getName())
                    .log(Level.DEBUG, "this framework has no table of used services", e);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            forget(event.getBundle());
        }
    }

    private void forget(Bundle bundle) {
        try {
            if (table.get(bundle) instanceof Object[] records && areIdle(records)) {
                table.remove(bundle, records);
            }
        } catch (ReflectiveOperationException e) {
            System.getLogger(ServiceUsage.class.getName())
                    .log(Level.DEBUG, "the services that " + bundle + " used are not forgotten", e);
        }
    }

    private static boolean areIdle(Object[] records) throws ReflectiveOperationException {
        for (Object record : records) {
            if (!(value(record, "m_count") instanceof AtomicLong count) || count.get() > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object value(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new NoSuchFieldException(owner.getClass().getName() + "." + name);
    }
}
