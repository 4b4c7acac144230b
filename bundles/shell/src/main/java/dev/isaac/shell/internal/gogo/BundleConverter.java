package dev.isaac.shell.internal.gogo;

import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Lets a bundle be named by its id or symbolic name where a Gogo function wants one; Gogo itself leaves that to shells. */
final class BundleConverter implements Converter {

    private final BundleContext context;

    BundleConverter(BundleContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object convert(Class<?> type, Object value) {
        if (type != Bundle.class) {
            return null;
        }
        String text = value.toString();
        if (text.matches("[0-9]{1,18}")) {
            return context.getBundle(Long.parseLong(text));
        }
        for (Bundle bundle : context.getBundles()) {
            if (text.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        return null;
    }

    @Override
    public @Nullable CharSequence format(Object target, int level, Converter escape) {
        if (!(target instanceof Bundle bundle)) {
            return null;
        }
        return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
    }
}
