package dev.isaac.launcher.internal.framework;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;

/**
 * The packages of the Java platform, which the framework exports to bundles. Felix finds the same ones itself, but by
 * reflection and by putting a text together from variables, which was one twentieth of a start.
 */
final class PlatformPackages {

    private PlatformPackages() {}

    /** What the modules of a layer export to everybody, as a value of {@code org.osgi.framework.system.packages.extra}. */
    static String of(ModuleLayer layer) {
        StringBuilder packages = new StringBuilder(16 * 1024);
        for (Module module : layer.modules()) {
            ModuleDescriptor descriptor = module.getDescriptor();
            if (descriptor.isAutomatic()) {
                for (String name : descriptor.packages()) {
                    append(packages, name);
                }
            } else {
                for (Exports exports : descriptor.exports()) {
                    if (!exports.isQualified()) {
                        append(packages, exports.source());
                    }
                }
            }
        }
        return packages.toString();
    }

    private static void append(StringBuilder packages, String name) {
        if (packages.length() > 0) {
            packages.append(',');
        }
        packages.append(name);
    }
}
