"""Opens results files with xarray (both engines) and ncdump and holds what they see against the plain HDF5 content.
Usage: open_with_readers.py [FILE...]; without a file, the golden ones, whose values are known here."""
import pathlib
import re
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")
import h5py  # noqa: E402
import numpy as np  # noqa: E402
import xarray as xr  # noqa: E402

GOLDEN = [pathlib.Path(__file__).parent / "golden" / f"format-{version}.h5" for version in (1, 2)]
ENGINES = ("netcdf4", "h5netcdf")
BARE = b"This is a netCDF dimension but not a netCDF variable."


def is_bare_dimension(data):
    return data.attrs.get("CLASS") == b"DIMENSION_SCALE" and data.attrs["NAME"].startswith(BARE)


def dims_of(data):
    if data.attrs.get("CLASS") == b"DIMENSION_SCALE":
        return (data.name.split("/")[-1],)
    scales = [[data.file[reference] for reference in axis] for axis in data.attrs.get("DIMENSION_LIST", [])]
    assert len(scales) == data.ndim and all(len(axis) == 1 for axis in scales), f"{data.name}: an axis has no dimension"
    return tuple(axis[0].name.split("/")[-1] for axis in scales)


def text_of(value):
    return value.decode() if isinstance(value, bytes) else value


def groups_of(file):
    names = [""]
    file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Group) else None)
    return names


def raw_values(data):
    """As xarray decodes them: text as str, missing numbers as NaN."""
    if h5py.check_string_dtype(data.dtype):
        return data.asstr()[()]
    values, fill = data[()], data.attrs.get("_FillValue")
    return values if fill is None else np.where(values == fill, np.nan, values.astype(float))


def check_variable(seen, data):
    assert seen.dims == dims_of(data), f"{data.name}: {seen.dims}"
    for attribute in ("units", "long_name", "flag_meanings", "calendar"):
        stored = data.attrs.get(attribute)
        read = seen.attrs.get(attribute, seen.encoding.get(attribute))
        assert read == (None if stored is None else text_of(stored)), f"{data.name}: {attribute} is {read}"
    if np.issubdtype(seen.dtype, np.datetime64):
        start = np.datetime64(text_of(data.attrs["units"]).removeprefix("days since "), "D")
        expected = start + data[()].astype("timedelta64[D]")
        assert (seen.values == expected).all(), f"{data.name}: dates"
    else:
        np.testing.assert_array_equal(seen.values, raw_values(data), err_msg=data.name)


def check_group(path, engine, name, group):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message="numpy.ndarray size changed")
        opened = xr.open_dataset(path, engine=engine, group=name or None).load()
    data_sets = {key: item for key, item in group.items() if isinstance(item, h5py.Dataset)}
    expected = {key for key, item in data_sets.items() if not is_bare_dimension(item)}
    assert set(opened.variables) == expected, f"{name}: {set(opened.variables) ^ expected}"
    for key in expected:
        check_variable(opened[key], data_sets[key])
    return opened


def check_root(opened):
    assert opened.attrs["filetype"] == "muster-results" and opened.attrs["format_version"] in (1, 2)
    assert {"point", "replicate"} <= set(opened.dims)
    assert opened.run_status.dims == ("point", "replicate")
    time = "time" if "time" in opened.dims else "step"
    for name, variable in opened.data_vars.items():
        runs = variable.dims[:2] == ("point", "replicate")
        assert not runs or time not in variable.dims or variable.dims[2] == time, f"{name}: time does not come first"
        if runs and name != "run_status":
            assert "_FillValue" in variable.encoding, f"{name}: a missing run would read as a number"
            assert "units" in variable.attrs or "flag_meanings" in variable.attrs, f"{name}: no units"
    for name, variable in opened.variables.items():
        assert set(variable.dims) <= set(opened.coords), f"{name}: a dimension without coordinates"


def check_ncdump(path, file):
    header = subprocess.run(["ncdump", "-h", path], check=True, capture_output=True, text=True).stdout
    for name, data in file.items():
        if isinstance(data, h5py.Dataset):
            line = rf"^\t\w+ {re.escape(name)}\({', '.join(dims_of(data))}\) ;$"
            assert re.search(line, header, flags=re.M), f"ncdump does not show {name}"
    assert "phony_dim" not in header and "DIMENSION_LIST" not in header
    subprocess.run(["ncdump", path], check=True, stdout=subprocess.DEVNULL)  # every value can be read


def check_golden(opened):
    assert list(opened.role.values) == ["officer", "conscript", "elite", "militia", "intelligence"]
    assert list(opened.time.values.astype("datetime64[D]").astype(str)) == ["2011-03-15", "2011-03-22", "2011-03-29"]
    assert list(opened["surveillance.informer_density"].values) == [0.0, 0.04]
    assert "surveillance.informer_density" in opened.coords
    serving = opened.serving.sel(point=1, replicate=1, role="conscript")
    assert list(serving.values) == [21977, 21953, 21929], serving.values
    assert opened.serving.attrs["units"] == "1" and opened.peak_week.attrs["units"] == "week"


def check(path):
    with h5py.File(path) as file:
        for engine in ENGINES:
            for name in groups_of(file):
                opened = check_group(path, engine, name, file[name] if name else file)
                if name == "":
                    check_root(opened)
                    if pathlib.Path(path) in GOLDEN:
                        check_golden(opened)
        check_ncdump(path, file)
    print(f"{path}: opens with xarray ({', '.join(ENGINES)}) and ncdump")


if __name__ == "__main__":
    for file_name in sys.argv[1:] or map(str, GOLDEN):
        check(file_name)
