package dev.isaac.launcher.internal.framework;

import dev.isaac.launcher.internal.feature.Feature;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Hands the configurations of features to Configuration Admin. By reflection: where host bundles are installed, its
 * classes are not those of the launcher.
 */
final class FeatureConfigurations {

    private static final String SERVICE = "org.osgi.service.cm.ConfigurationAdmin";

    private FeatureConfigurations() {}

    /**
     * Sets all configurations.
     *
     * @throws IOException when Configuration Admin is not there or refuses
     */
    static void apply(BundleContext context, List<Feature> features) throws IOException {
        ServiceReference<?> reference = reference(context);
        Object admin = reference == null ? null : context.getService(reference);
        if (admin == null) {
            throw new IOException("features bring configurations, but no bundle provides Configuration Admin");
        }
        try {
            for (Feature feature : features) {
                for (Map.Entry<String, Map<String, Object>> entry :
                        feature.configurations().entrySet()) {
                    update(admin, entry.getKey(), properties(entry.getKey(), entry.getValue()));
                }
            }
        } catch (InvocationTargetException e) {
            throw new IOException("Configuration Admin refused: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IOException("Configuration Admin is of an unknown kind: " + e, e);
        } finally {
            context.ungetService(reference);
        }
    }

    /** Whatever class it has: the launcher's own, if there is one, may be another. */
    private static @Nullable ServiceReference<?> reference(BundleContext context) {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(SERVICE, null);
            return all == null ? null : all[0];
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter cannot be wrong", e);
        }
    }

    private static void update(Object admin, String pid, Dictionary<String, Object> properties)
            throws ReflectiveOperationException {
        Class<?> type = type(admin, SERVICE);
        int tilde = pid.indexOf('~');
        Object configuration = tilde < 0
                ? type.getMethod("getConfiguration", String.class, String.class).invoke(admin, pid, "?")
                : type.getMethod("getFactoryConfiguration", String.class, String.class, String.class)
                        .invoke(admin, pid.substring(0, tilde), pid.substring(tilde + 1), "?");
        Method update = type(configuration, "org.osgi.service.cm.Configuration").getMethod("update", Dictionary.class);
        update.invoke(configuration, properties);
    }

    private static Class<?> type(Object service, String name) throws ClassNotFoundException {
        return Class.forName(name, false, service.getClass().getClassLoader());
    }

    /** Keys may end with the type of their value: {@code port:Integer}, {@code hosts:String[]}. */
    static Dictionary<String, Object> properties(String pid, Map<String, Object> configuration) throws IOException {
        Map<String, Object> properties = new HashMap<>();
        for (Map.Entry<String, Object> entry : configuration.entrySet()) {
            String key = entry.getKey();
            int colon = key.lastIndexOf(':');
            String type = colon < 0 ? "" : key.substring(colon + 1);
            Object value = value(pid + "/" + key, type, entry.getValue());
            properties.put(colon < 0 ? key : key.substring(0, colon), value);
        }
        return FrameworkUtil.asDictionary(properties);
    }

    private static Object value(String where, String type, Object value) throws IOException {
        if (type.endsWith("[]") || value instanceof List<?>) {
            String element = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
            List<Object> values = new ArrayList<>();
            for (Object item : value instanceof List<?> list ? list : List.of(value)) {
                values.add(value(where, element, item));
            }
            if (values.stream().allMatch(String.class::isInstance)) {
                return values.toArray(new String[0]);
            }
            return values;
        }
        if (value instanceof Map<?, ?>) {
            throw new IOException("configuration " + where + " is an object; values are plain or arrays");
        }
        try {
            return switch (type) {
                case "" -> value;
                case "String" -> value.toString();
                case "Integer" -> Integer.valueOf(value.toString());
                case "Long" -> Long.valueOf(value.toString());
                case "Double" -> Double.valueOf(value.toString());
                case "Boolean" -> Boolean.valueOf(value.toString());
                default -> throw new IOException("configuration " + where + " has the unknown type " + type);
            };
        } catch (NumberFormatException e) {
            throw new IOException("configuration " + where + " is not of type " + type, e);
        }
    }
}
