package dev.isaac.testing.properties;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives each property that names no seed one that follows from its name, so that a run can be repeated. The system property
 * {@code isaac.properties} may be {@code random}: then jqwik draws the seeds, and prints the one of each property. jqwik finds this
 * class as a service.
 */
public final class StableSeed implements AroundPropertyHook {

    /** The system property that chooses: {@code fixed}, which is the default, or {@code random}. */
    public static final String MODE = "isaac.properties";

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        String mode = System.getProperty(MODE, "fixed");
        switch (mode) {
            case "fixed" -> {
                if (context.attributes().seed().isEmpty()) {
                    context.attributes().setSeed(seed(context));
                }
            }
            case "random" -> {}
            default -> throw new IllegalArgumentException(MODE + " is fixed or random, not " + mode);
        }
        return property.execute();
    }

    private static String seed(PropertyLifecycleContext context) {
        String name = context.containerClass().getName() + "#"
                + context.targetMethod().getName();
        // What hashCode of a String gives is specified: it is the same on every JVM.
        return Integer.toString(name.hashCode());
    }
}
