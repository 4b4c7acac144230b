package dev.isaac.testing.architecture.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of the house. Each is a method, so that a test can hold it against the product and against a fixture that
 * breaks it. Exceptions are named classes, given by the caller; nested classes follow their outermost class.
 */
final class Rules {

    private static final String PROVIDER_TYPE = "org.osgi.annotation.versioning.ProviderType";
    private static final String CONSUMER_TYPE = "org.osgi.annotation.versioning.ConsumerType";

    private final Floors floors;

    Rules(String root) {
        floors = new Floors(root);
    }

    /** Every class belongs to a bundle that has a floor. */
    ArchRule everyClassStandsOnAFloor() {
        return classes().should(condition("stand on a floor", (c, events) -> {
            if (floors.bundle(c.getPackageName()).isEmpty()) {
                violate(events, c, c.getName() + " belongs to no bundle with a floor");
            }
        }));
    }

    /** Arrows point down only, siblings never see each other. */
    ArchRule arrowsPointDown() {
        return classes().should(condition("depend on lower floors only", (c, events) -> {
            Optional<String> from = floors.bundle(c.getPackageName());
            for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
                Optional<String> to = floors.bundle(
                        dependency.getTargetClass().getBaseComponentType().getPackageName());
                if (from.isPresent() && to.isPresent()) {
                    floors.objection(from.get(), to.get())
                            .ifPresent(why -> violate(events, c, why + ": " + dependency.getDescription()));
                }
            }
        }));
    }

    /** Another bundle is seen through what it exports. */
    ArchRule othersAreSeenThroughTheirExports(Set<String> exported) {
        return classes().should(condition("use what other bundles export", (c, events) -> {
            Optional<String> from = floors.bundle(c.getPackageName());
            for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                Optional<String> to = floors.bundle(target);
                if (to.isPresent() && !to.equals(from) && !exported.contains(target)) {
                    violate(events, c, target + " is not exported: " + dependency.getDescription());
                }
            }
        }));
    }

    /**
     * An API package imports only the JDK, annotations and other API; and for its static factories the internals below
     * it, which its signatures never say.
     */
    ArchRule apiImportsOnlyApi(Set<String> exported, Set<String> libraries) {
        return classes()
                .that(inPackages(exported))
                .should(condition("import only java.*, annotations and other API", (c, events) -> {
                    for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
                        String target = dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName();
                        if (!isApi(target, exported)
                                && !isBelow(target, c.getPackageName() + ".internal")
                                && libraries.stream().noneMatch(l -> isBelow(target, l))) {
                            violate(events, c, dependency.getDescription());
                        }
                    }
                }));
    }

    /** What an API says in its signatures is the JDK, annotations and API; no exceptions. */
    ArchRule signaturesSayOnlyApi(Set<String> exported) {
        return classes()
                .that(inPackages(exported))
                .and()
                .arePublic()
                .should(condition("say only java.* and API in signatures", (c, events) -> {
                    Stream<JavaMember> members =
                            Stream.concat(c.getFields().stream().map(JavaField.class::cast), c.getCodeUnits().stream());
                    members.filter(Rules::isVisible).forEach(member -> types(member)
                            .filter(type -> !isApi(type.getBaseComponentType().getPackageName(), exported))
                            .forEach(type -> violate(events, c, member.getFullName() + " says " + type.getName())));
                }));
    }

    /**
     * Packages, and thereby bundles, form no cycles. A package and the internals below it are one: that is how a static
     * factory or a facade reaches what it makes, and what it makes reaches the types of the facade.
     */
    ArchRule packagesFormNoCycles() {
        return slices("packages with their internals", name -> {
            int internal = name.indexOf(".internal");
            return Optional.of(internal < 0 ? name : name.substring(0, internal));
        });
    }

    /** The internal packages of a bundle form no cycles among themselves. */
    ArchRule internalsFormNoCycles() {
        return slices("internal packages", name -> name.contains(".internal") ? Optional.of(name) : Optional.empty());
    }

    private ArchRule slices(String description, Function<String, Optional<String>> sliceOf) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass c) {
                        return Optional.of(c.getPackageName())
                                .filter(floors::isOurs)
                                .flatMap(sliceOf)
                                .map(SliceIdentifier::of)
                                .orElseGet(SliceIdentifier::ignore);
                    }

                    @Override
                    public String getDescription() {
                        return description;
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    /** Only these bundles may use those packages. */
    ArchRule onlyTheseImport(Set<String> bundles, String... packages) {
        return onlyTheseImport(bundles, Set.of(), packages);
    }

    /** Only these bundles, and these classes, may use those packages. */
    ArchRule onlyTheseImport(Set<String> bundles, Set<String> except, String... packages) {
        return noClasses()
                .that(areNot(except))
                .and(describe("are outside " + bundles, c -> floors.bundle(c.getPackageName())
                        .filter(bundles::contains)
                        .isEmpty()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    /** Commands return data; only surfaces print. */
    ArchRule nobodyPrints(Set<String> except) {
        return noClasses()
                .that(areNot(except))
                .should()
                .accessFieldWhere(target(a -> a.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err", "in").contains(a.getTarget().getName())));
    }

    /** Threads start in named classes only, so that somebody stops them. */
    ArchRule nobodyStartsThreads(Set<String> except) {
        return noClasses().that(areNot(except)).should().callConstructorWhere(target(a -> a.getTargetOwner()
                .isAssignableTo(Thread.class)));
    }

    /** Processes start in named classes only, so that nothing goes round the tier gate. */
    ArchRule nobodyStartsProcesses(Set<String> except) {
        return noClasses()
                .that(areNot(except))
                .should()
                .callCodeUnitWhere(target(a -> a.getTargetOwner().isEquivalentTo(ProcessBuilder.class)
                        || (a.getTargetOwner().isEquivalentTo(Runtime.class)
                                && a.getTarget().getName().equals("exec"))));
    }

    /** The process ends in named classes only. */
    ArchRule nobodyEndsTheProcess(Set<String> except) {
        return noClasses()
                .that(areNot(except))
                .should()
                .callMethodWhere(target(a -> (a.getTargetOwner().isEquivalentTo(System.class)
                                || a.getTargetOwner().isEquivalentTo(Runtime.class))
                        && Set.of("exit", "halt").contains(a.getTarget().getName())));
    }

    /** Time arrives through constructors: nobody asks the wall clock behind their back. */
    ArchRule nobodyAsksTheWallClock(Set<String> except) {
        return noClasses().that(areNot(except)).should().callMethodWhere(target(a -> {
            CodeUnitCallTarget method = (CodeUnitCallTarget) a.getTarget();
            return method.getName().equals("currentTimeMillis")
                    || (method.getName().equals("now")
                            && method.getOwner().getPackageName().equals("java.time")
                            && method.getRawParameterTypes().isEmpty());
        }));
    }

    /** Nobody sleeps to wait for something. */
    ArchRule nobodySleeps(Set<String> except) {
        return noClasses()
                .that(areNot(except))
                .should()
                .callMethodWhere(target(a -> a.getTargetOwner().isEquivalentTo(Thread.class)
                        && a.getTarget().getName().equals("sleep")));
    }

    /** What is not exported lies under internal. */
    ArchRule implementationIsInternal(Set<String> exported) {
        return classes()
                .that(describe("are not exported", c -> !exported.contains(c.getPackageName())))
                .should(condition("lie under internal", (c, events) -> {
                    if (!c.getPackageName().contains(".internal")) {
                        violate(events, c, c.getName() + " is neither exported nor internal");
                    }
                }));
    }

    /** Components are implementation. */
    ArchRule componentsAreInternal(Set<String> exported) {
        return noClasses()
                .that()
                .areAnnotatedWith("org.osgi.service.component.annotations.Component")
                .should()
                .resideInAnyPackage(exported.toArray(String[]::new));
    }

    /**
     * Every public interface of an API says who implements it, so that importers get the right version range. Sealed
     * ones are implemented by nobody else.
     */
    ArchRule interfacesSayWhoImplementsThem(Set<String> exported, Predicate<JavaClass> isSealed) {
        return classes()
                .that(inPackages(exported))
                .and()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .and()
                .arePublic()
                .should(condition("be @ProviderType, @ConsumerType or sealed", (c, events) -> {
                    if (!isSealed.test(c) && !c.isAnnotatedWith(PROVIDER_TYPE) && !c.isAnnotatedWith(CONSUMER_TYPE)) {
                        violate(events, c, c.getName() + " is neither @ProviderType nor @ConsumerType nor sealed");
                    }
                }));
    }

    // ---- what rules are made of -----------------------------------------------------------------------------------

    private boolean isApi(String packageName, Set<String> exported) {
        return packageName.isEmpty() // int, void
                || isBelow(packageName, "java")
                || packageName.equals("org.jspecify.annotations")
                || isBelow(packageName, "org.osgi.annotation")
                || packageName.equals("org.osgi.service.component.annotations")
                || exported.contains(packageName);
    }

    private static boolean isBelow(String packageName, String top) {
        return packageName.equals(top) || packageName.startsWith(top + ".");
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> types(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            return Stream.of(
                            unit.getReturnType().getAllInvolvedRawTypes().stream(),
                            unit.getParameterTypes().stream().flatMap(t -> t.getAllInvolvedRawTypes().stream()),
                            unit.getExceptionTypes().stream())
                    .flatMap(s -> s);
        }
        return ((JavaField) member).getType().getAllInvolvedRawTypes().stream();
    }

    private static DescribedPredicate<JavaClass> inPackages(Set<String> packages) {
        return describe("are in API packages", c -> packages.contains(c.getPackageName()));
    }

    private static DescribedPredicate<JavaClass> areNot(Set<String> names) {
        return describe("are not " + names, c -> {
            String name = c.getName();
            int nested = name.indexOf('$');
            return !names.contains(nested < 0 ? name : name.substring(0, nested));
        });
    }

    private static <T extends JavaAccess<?>> DescribedPredicate<T> target(Predicate<T> test) {
        return describe("of that kind", test);
    }

    private static ArchCondition<JavaClass> condition(String description, Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                check.check(item, events);
            }
        };
    }

    private static void violate(ConditionEvents events, JavaClass c, String message) {
        events.add(SimpleConditionEvent.violated(c, message));
    }

    private interface Check {
        void check(JavaClass c, ConditionEvents events);
    }
}
