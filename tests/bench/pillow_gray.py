"""Converts images to gray PNG files with Pillow in a few processes and prints the seconds that it took.

The clock starts when the workers are up, so starting Python and importing Pillow are not counted.
"""

import argparse
import multiprocessing
import os
import time

from PIL import Image


def convert(job):
    source, target, level = job
    with Image.open(source) as image:
        # Through RGB, as the others do: transparent and palette images then mean the same.
        image.convert("RGB").convert("L").save(target, compress_level=level)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--level", type=int, default=6, help="zlib level; Pillow's default is 6")
    parser.add_argument("folder", help="where the gray images go")
    parser.add_argument("images", nargs="+")
    options = parser.parse_args()

    jobs = [
        (source, os.path.join(options.folder, f"{number}.png"), options.level)
        for number, source in enumerate(options.images)
    ]
    with multiprocessing.Pool(options.workers) as pool:
        pool.map(abs, range(options.workers))
        start = time.monotonic()
        for _ in pool.imap_unordered(convert, jobs):
            pass
        print(time.monotonic() - start)


if __name__ == "__main__":
    main()
