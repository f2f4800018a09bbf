package antiphon.api.contract;

import java.util.Arrays;
import java.util.List;

/**
 * What the contract lets clients ask for.
 *
 * @param path with the names of its variable steps in braces, beginning with a slash
 * @param query what may stand in its query
 */
public record Operation(String method, String path, List<Parameter> query) {

    /** Whether a door of this path, whatever it calls the variable steps, is the door of this operation. */
    public boolean isBehind(String door) {
        return shape(path).equals(shape(door));
    }

    boolean isAskedBy(String askedMethod, List<String> steps) {
        List<String> own = steps(path);
        if (!method.equals(askedMethod) || own.size() != steps.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!isVariable(own.get(i)) && !own.get(i).equals(steps.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Of two operations that a path fits, it means the one with more words in it. */
    int words() {
        return (int) steps(path).stream().filter(step -> !isVariable(step)).count();
    }

    static List<String> steps(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(step -> !step.isEmpty())
                .toList();
    }

    private static boolean isVariable(String step) {
        return step.startsWith("{");
    }

    private static List<String> shape(String path) {
        return steps(path).stream().map(step -> isVariable(step) ? "{}" : step).toList();
    }
}
